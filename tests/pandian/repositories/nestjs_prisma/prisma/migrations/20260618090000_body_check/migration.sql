-- CreateTable
CREATE TABLE "body_check" (
    "id" SERIAL NOT NULL,
    "trainee_id" INTEGER NOT NULL,
    "health_condition" TEXT,
    "checked_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "body_check_pkey" PRIMARY KEY ("id")
);
